"""Text files to model and back: front matter, schema, registries, the project folder. Knows nothing of pages."""
