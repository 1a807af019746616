// Nothing to include: the module is loaded by its path. See faulty.c.
