"""Words as people write them -> cells of the schema."""
