"""Seeds to items: parse the article, find what it says, merge with what stands. Knows nothing of pages."""
