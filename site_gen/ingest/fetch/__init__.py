"""What is decided about an address before and after it is fetched. Pure; `site_gen.fetching` goes to the network."""
