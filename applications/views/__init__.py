"""The pages of a file: the citizen's, the public ones, and the desk's."""
