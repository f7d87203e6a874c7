"""What people type about themselves and about each other. ACCOUNT_FORMS names the forms of the entrance."""
