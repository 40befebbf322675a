"""Where stops, station and service area are: coordinate systems, projection, distances on the ground."""
