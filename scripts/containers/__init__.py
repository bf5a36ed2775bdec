"""The images and the whole installation, also on a machine where no container engine runs.

There Debian's buildah builds the project's own Dockerfile and gives each service of docker-compose.yml a root of its
own; for the images that the Dockerfile begins with stands Debian itself, put together from the machine's own sources.
"""
