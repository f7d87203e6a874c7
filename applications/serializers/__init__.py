"""What an app sends, and the pieces of what it is shown; whole answers stand beside their doors in `api`."""
