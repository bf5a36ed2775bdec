// A chat room, made live.
