"""Typologies of libraries: the official grade as imported, the former levels as history, the surface of the State's aid."""
