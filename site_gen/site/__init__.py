"""Model to pages to `public/`. Knows nothing of seeds or extraction."""
