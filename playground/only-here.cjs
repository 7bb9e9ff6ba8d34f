// Lets whatever listens do so on this machine alone: the playground wants to be heard from everywhere, and
// asks nobody who they are. Loaded before it by NODE_OPTIONS.
const { Server } = require("node:net");

const listen = Server.prototype.listen;

Server.prototype.listen = function (...given) {
  const [where] = given;
  const port = where !== null && typeof where === "object" ? where.port : where;
  const then = given.findLast((each) => typeof each === "function");
  return listen.call(this, { port: Number(port) || 0, host: "127.0.0.1" }, then);
};
