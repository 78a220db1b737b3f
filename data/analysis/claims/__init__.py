"""A claim about who holds which label, and its answer."""
