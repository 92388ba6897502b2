"""Pages of the network: the map, the register, a library, the quality of the data, the imports."""
