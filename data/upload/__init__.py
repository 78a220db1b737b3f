"""Uploads: files -> raw tables -> matched tables -> rows added for one session."""
