"""Rules over the whole corpus, one module a theme. To add one: a function there, named check_...; in OF_ALL if it needs all records."""
