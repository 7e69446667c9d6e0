"""The editor in the browser at /admin/: Sveltia CMS, from its verified package, with settings generated from the models."""
