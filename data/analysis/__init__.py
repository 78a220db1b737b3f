"""Questions about the ties, each answered as a plain value."""
