"""What `./mpp` does before and around the portal. Standard library only: nothing is installed yet."""
