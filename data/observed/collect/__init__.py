"""Dated items from a site or feed -> the inbox of a desk. Only by command, and only what a desk turned on."""
