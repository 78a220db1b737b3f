"""What is known about the focus."""
