"""A reader’s own tables: files -> rows added for one session."""
