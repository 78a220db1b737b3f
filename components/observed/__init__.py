"""The feed of observed events beside the curated records: answer and words (pure), chart, view, and the long question."""
