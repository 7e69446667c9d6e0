"""Commands that write for editors. Each plans its changes, tries them on a copy, and writes all of them or none."""
