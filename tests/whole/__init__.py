"""The whole product: accessibility, faults, hostile input, many readers."""
