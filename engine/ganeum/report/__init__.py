"""From results to tables and their renderings; nothing here computes a score."""
