"""What the pages of a file ask for."""
