"""Settlement of lines and buildings: profiles, tilt, distortion, and the limits they are held against."""
