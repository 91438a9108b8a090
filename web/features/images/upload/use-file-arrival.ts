import { useEffect, useRef, useState } from 'react';

/**
 * Files that are dropped on, or pasted into, the form around an element.
 * @returns what to hang on the element, and whether files are being held over the form.
 */
export function useFileArrival(onFiles: (files: File[]) => void) {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [over, setOver] = useState(false);
  const arrived = useRef(onFiles);
  arrived.current = onFiles;

  useEffect(() => {
    const form = element?.closest('form');
    if (!form) return;
    const filesOf = (data: DataTransfer | null) => [...(data?.files ?? [])];
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const take = (event: Event, files: File[]) => {
      if (files.length === 0) return;
      event.preventDefault();
      arrived.current(files);
    };
    const onPaste = (event: ClipboardEvent) =>
      take(
        event,
        filesOf(event.clipboardData).filter(({ type }) => type.startsWith('image/')),
      );
    const onDragOver = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      // Without it the browser would open the file in place of the page.
      event.preventDefault();
      setOver(true);
    };
    const onDragLeave = (event: DragEvent) => {
      if (!(event.relatedTarget instanceof Node && form.contains(event.relatedTarget))) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      setOver(false);
      take(event, filesOf(event.dataTransfer));
    };
    form.addEventListener('paste', onPaste);
    form.addEventListener('dragover', onDragOver);
    form.addEventListener('dragleave', onDragLeave);
    form.addEventListener('drop', onDrop);
    return () => {
      form.removeEventListener('paste', onPaste);
      form.removeEventListener('dragover', onDragOver);
      form.removeEventListener('dragleave', onDragLeave);
      form.removeEventListener('drop', onDrop);
    };
  }, [element]);

  return { ref: setElement, over };
}
