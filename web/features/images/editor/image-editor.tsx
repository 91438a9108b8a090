import { Alert, Button, Checkbox, Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useReducer, useRef, useState } from 'react';
import { useText } from '../../../locales/i18n.ts';
import { CropStage } from './crop-stage.tsx';
import { EditorStage } from './editor-stage.tsx';
import { type BrushSize, EditorToolbar } from './editor-toolbar.tsx';
import { reduceEdits, startHistory, viewOf } from './edits.ts';
import classes from './image-editor.module.css';
import type { OpenedImage } from './open-image.ts';
import { type ExportedImage, exportImage } from './render-image.ts';
import { SuggestionBar } from './suggestion-bar.tsx';
import type { Tool } from './use-drawing.ts';
import { useTextSuggestions } from './use-text-suggestions.ts';

interface Props {
  image: OpenedImage;
  /** The question belongs to radiology: text is looked for without being asked. */
  radiology: boolean;
  onDone(exported: ExportedImage): void;
  onCancel(touched: boolean): void;
}

const brushShare: Record<BrushSize, number> = { small: 0.015, medium: 0.035, large: 0.08 };
const closest = 8;

/** Makes a picture fit to be shown, before anything of it leaves the machine. */
export function ImageEditor({ image, radiology, onDone, onCancel }: Props) {
  const { t } = useText();
  const { bitmap, size } = image;
  const [history, dispatch] = useReducer(reduceEdits, size, startHistory);
  const edits = history.present;
  const [tool, setTool] = useState<Tool>('box');
  const [brush, setBrush] = useState<BrushSize>('medium');
  const [zoom, setZoom] = useState(1);
  const [selected, setSelected] = useState<string | null>(null);
  const [cropping, setCropping] = useState(false);
  const [checked, setChecked] = useState(false);
  const [reminded, setReminded] = useState(false);
  const [phase, setPhase] = useState<'editing' | 'exporting' | 'failed'>('editing');
  const [said, setSaid] = useState('');
  const { search, look, stop } = useTextSuggestions(bitmap, dispatch);
  const checkbox = useRef<HTMLInputElement>(null);
  const view = viewOf(edits);
  const open = edits.suggestions.length;
  const looking = search.phase === 'looking';

  const atOnce = radiology || image.radiology;
  const begun = useRef(false);
  useEffect(() => {
    if (!atOnce || begun.current) return;
    begun.current = true;
    void look(edits);
  }, [atOnce, look, edits]);

  function addBox() {
    const id = crypto.randomUUID();
    const width = view.width / 4;
    const height = view.height / 8;
    const rect = {
      x: view.x + (view.width - width) / 2,
      y: view.y + (view.height - height) / 2,
      width,
      height,
    };
    setTool('box');
    dispatch({ type: 'add', mark: { kind: 'box', id, rect } });
    setSelected(id);
    setSaid(t('imageEditor:said.boxAdded'));
  }

  const changeZoom = (closer: boolean) =>
    setZoom((now) => Math.min(closest, Math.max(1, closer ? now * 1.5 : now / 1.5)));

  function step(type: 'undo' | 'redo') {
    dispatch({ type });
    setSaid(t(`imageEditor:said.${type}`));
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!(event.ctrlKey || event.metaKey) || cropping) return;
    const key = event.key.toLowerCase();
    if (key !== 'z' && key !== 'y') return;
    event.preventDefault();
    step(key === 'y' || event.shiftKey ? 'redo' : 'undo');
  }

  async function finish() {
    if (!checked || open > 0 || looking) {
      setReminded(true);
      if (!checked) checkbox.current?.focus();
      return;
    }
    setPhase('exporting');
    try {
      onDone(await exportImage(bitmap, edits));
    } catch {
      setPhase('failed');
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: takes back and repeats wherever the focus is
    <div className={classes.editor} onKeyDown={onKeyDown}>
      <VisuallyHidden aria-live="polite">{said}</VisuallyHidden>
      <VisuallyHidden id="image-editor-picture-help">
        {t(tool === 'brush' ? 'imageEditor:help.brush' : 'imageEditor:help.picture')}
      </VisuallyHidden>
      <VisuallyHidden id="image-editor-box-help">{t('imageEditor:help.box')}</VisuallyHidden>
      {cropping ? (
        <CropStage
          bitmap={bitmap}
          edits={edits}
          onApply={(rect) => {
            dispatch({ type: 'crop', rect });
            setCropping(false);
            setZoom(1);
            setSaid(t(rect ? 'imageEditor:said.cropped' : 'imageEditor:said.whole'));
          }}
          onCancel={() => setCropping(false)}
        />
      ) : (
        <>
          <EditorToolbar
            tool={tool}
            brush={brush}
            canUndo={history.past.length > 0}
            canRedo={history.future.length > 0}
            canZoomIn={zoom < closest}
            canZoomOut={zoom > 1}
            onTool={setTool}
            onBrush={setBrush}
            onAddBox={addBox}
            onTurn={(clockwise) => {
              dispatch({ type: 'turn', clockwise });
              setSaid(t('imageEditor:said.turned'));
            }}
            onCrop={() => setCropping(true)}
            onUndo={() => step('undo')}
            onRedo={() => step('redo')}
            onZoom={changeZoom}
          />
          <EditorStage
            bitmap={bitmap}
            edits={edits}
            tool={tool}
            brush={brushShare[brush] * Math.max(view.width, view.height)}
            zoom={zoom}
            selected={selected}
            dispatch={dispatch}
            onSelect={setSelected}
            onZoom={changeZoom}
            announce={setSaid}
          />
          <SuggestionBar
            search={search}
            open={open}
            onLook={() => void look(edits)}
            onStop={stop}
            onAcceptAll={() => {
              dispatch({ type: 'accept', ids: edits.suggestions.map(({ id }) => id) });
              setSaid(t('imageEditor:said.accepted', { count: open }));
            }}
            onDismissAll={() => {
              dispatch({ type: 'dismiss', ids: edits.suggestions.map(({ id }) => id) });
              setSaid(t('imageEditor:said.dismissed'));
            }}
          />
          <Stack gap="xs">
            <Alert color="petrol" icon={<IconEyeOff aria-hidden />} py="xs">
              <Text size="sm">{t('imageEditor:reminder')}</Text>
            </Alert>
            {reminded && open > 0 && (
              <Text size="sm" c="red" role="alert">
                {t('imageEditor:text.undecided', { count: open })}
              </Text>
            )}
            {reminded && looking && (
              <Text size="sm" c="red" role="alert">
                {t('imageEditor:text.stillLooking')}
              </Text>
            )}
            {phase === 'failed' && (
              <Text size="sm" c="red" role="alert">
                {t('imageEditor:problems.export')}
              </Text>
            )}
            <Group justify="space-between" gap="sm">
              <Checkbox
                ref={checkbox}
                label={t('imageEditor:confirm')}
                checked={checked}
                error={reminded && !checked ? t('imageEditor:confirmFirst') : undefined}
                onChange={(event) => setChecked(event.currentTarget.checked)}
              />
              <Group gap="xs" ml="auto">
                <Button variant="default" onClick={() => onCancel(history.past.length > 0)}>
                  {t('common:cancel')}
                </Button>
                <Button loading={phase === 'exporting'} onClick={() => void finish()}>
                  {t('imageEditor:use')}
                </Button>
              </Group>
            </Group>
          </Stack>
        </>
      )}
    </div>
  );
}
