"""The figure on the page: options, downloads, pinned links."""
