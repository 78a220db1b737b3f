"""What a file says and what its ties are."""
