/**
 * Addresses made useless to a click: hxxps://exa[.]mple, name[@]exa[.]mple. What makes links of all that looks like one finds
 * none. Numbers such as 3.5 stay as they are; four of them in a chain are an address.
 */
export function defang(text: string): string {
  return text
    .replace(/\bht(?=tps?:)/gi, "hx")
    .replace(/\bhxtp/gi, "hxxp")
    .replace(/\bftp(?=s?:)/gi, "fxp")
    .replace(/\b(javascript|data|vbscript|mailto|tel):/gi, "$1[:]")
    .replace(/(?<=[\p{L}\p{N}])@(?=[\p{L}\p{N}])/gu, "[@]")
    .replace(/[\p{L}\p{N}_-]+(?:[.\u3002\uff0e\uff61][\p{L}\p{N}_-]+)+/gu, (name) =>
      /^\d+\.\d+$/.test(name) ? name : name.replace(/[.\u3002\uff0e\uff61]/g, "[.]"),
    );
}
