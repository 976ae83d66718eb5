"""What the pages share: state, the frame, weights moved by hand, tables and charts."""
