// Serves the folder public; a bundler such as Vite would take its place.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("public", import.meta.url));
const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };

const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const name = normalize(pathname.endsWith("/") ? `${pathname}index.html` : pathname);
    try {
        const content = await readFile(join(root, name));
        response.writeHead(200, { "Content-Type": `${types[extname(name)] ?? "application/octet-stream"}; charset=utf-8` });
        response.end(content);
    } catch {
        response.writeHead(404, { "Content-Type": "text/plain" }).end("not found\n");
    }
});

server.listen(3000, () => console.log("Hello on http://localhost:3000"));
