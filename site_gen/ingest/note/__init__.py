"""Notes and posts in Markdown: what stands above the text, and the text as its words. Pure."""
