"""The addresses of the citizen's pages and of the desk's."""
