"""The arithmetic of slides: rectangles, measured words, the grid of a table, the plot of a chart. No figures."""
