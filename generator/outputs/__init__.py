"""What machines read beside the pages: one module a format, pure functions from values to text."""
