/** No picture is shown larger than this. */
export const BOX = { width: 240, height: 240 };
