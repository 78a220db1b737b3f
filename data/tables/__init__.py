"""CSV files -> a Dataset without faults, and back."""
