// Files to bring along, in the shape in which Playwright takes them.

/** @typedef {{name: string, mimeType: string, buffer: Buffer}} Sample */

/** @param {string} name @param {string} [content] @returns {Sample} */
export function text(name, content = `This is ${name}.\n`) {
  return { name, mimeType: "text/plain", buffer: Buffer.from(content) };
}

/** @param {string} name @param {number} bytes @returns {Sample} that no compression makes smaller */
export function bulk(name, bytes) {
  const words = new Uint32Array(Math.ceil(bytes / 4));
  let value = 1;
  for (const index of words.keys()) {
    value = (Math.imul(value, 1_664_525) + 1_013_904_223) >>> 0;
    words[index] = value;
  }
  return { name, mimeType: "application/octet-stream", buffer: Buffer.from(words.buffer, 0, bytes) };
}

/** @param {string} name @returns {Sample} one red pixel */
export function picture(name) {
  const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC";
  return { name, mimeType: "image/png", buffer: Buffer.from(png, "base64") };
}

/** @param {string} name @returns {Sample} one empty page */
export function pdf(name) {
  const objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>"];
  let body = "%PDF-1.4\n";
  const places = objects.map((object, index) => {
    const place = String(body.length).padStart(10, "0");
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${place} 00000 n \n`;
  });
  const table = `xref\n0 4\n0000000000 65535 f \n${places.join("")}`;
  const end = `trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return { name, mimeType: "application/pdf", buffer: Buffer.from(body + table + end) };
}
