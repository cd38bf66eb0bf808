"""The data set: what the site publishes, as flat values for machines."""
