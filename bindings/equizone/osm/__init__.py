"""OpenStreetMap extracts: what lies in them, whether they cover the stops, and what was prepared before."""
