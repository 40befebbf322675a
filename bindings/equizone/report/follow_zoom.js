// Dots grow as the reader zooms in, and a label shows where it fits inside its zone.
if (plot.properties.inner_width.is_unset) return;  // not laid out yet
const metres_per_px = (plot.x_range.end - plot.x_range.start) / plot.inner_width;
const smallest_px = 9, largest_px = 17;
const {anchor_x, height_m} = labels.data;
const height_px = Array.from(height_m, (height) => Math.min(largest_px, height / metres_per_px));
labels.data.x = height_px.map((height, zone) => (height >= smallest_px ? anchor_x[zone] : NaN));
labels.data.size = height_px.map((height) => `${height.toFixed(1)}px`);
labels.change.emit();
dots.size = Math.min(9, Math.max(1, spacing_m / metres_per_px / 3));
