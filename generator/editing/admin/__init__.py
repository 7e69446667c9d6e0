"""The editor in the browser at /admin/: Sveltia CMS from its package, verified, with settings from the models."""
