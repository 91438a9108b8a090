import { ActionIcon, Group, SegmentedControl, Tooltip, VisuallyHidden } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBrush,
  IconCrop,
  IconHandStop,
  IconRectangle,
  IconRectangleFilled,
  IconRotate2,
  IconRotateClockwise2,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { TextKey } from '../../../locales/catalogue.ts';
import { useText } from '../../../locales/i18n.ts';
import type { Tool } from './use-drawing.ts';

export type BrushSize = 'small' | 'medium' | 'large';
const brushSizes: readonly BrushSize[] = ['small', 'medium', 'large'];

interface Props {
  tool: Tool;
  brush: BrushSize;
  canUndo: boolean;
  canRedo: boolean;
  canZoomIn: boolean;
  canZoomOut: boolean;
  onTool(tool: Tool): void;
  onBrush(size: BrushSize): void;
  onAddBox(): void;
  onTurn(clockwise: boolean): void;
  onCrop(): void;
  onUndo(): void;
  onRedo(): void;
  onZoom(closer: boolean): void;
}

const tools: readonly { value: Tool; icon: ReactNode; text: TextKey }[] = [
  { value: 'box', icon: <IconRectangleFilled size={18} aria-hidden />, text: 'imageEditor:tools.box' },
  { value: 'brush', icon: <IconBrush size={18} aria-hidden />, text: 'imageEditor:tools.brush' },
  { value: 'pan', icon: <IconHandStop size={18} aria-hidden />, text: 'imageEditor:tools.pan' },
];

/** What can be done with the picture. */
export function EditorToolbar(props: Props) {
  const { t } = useText();
  return (
    <Group gap="xs" role="toolbar" aria-label={t('imageEditor:tools.label')}>
      <SegmentedControl
        size="sm"
        value={props.tool}
        aria-label={t('imageEditor:tools.choose')}
        onChange={(value) => {
          const tool = tools.find((one) => one.value === value);
          if (tool) props.onTool(tool.value);
        }}
        data={tools.map(({ value, icon, text }) => ({
          value,
          label: (
            <Group gap={6} wrap="nowrap" justify="center">
              {icon}
              <span>{t(text)}</span>
            </Group>
          ),
        }))}
      />
      {props.tool === 'brush' && (
        <SegmentedControl
          size="sm"
          value={props.brush}
          aria-label={t('imageEditor:tools.brushSize')}
          onChange={(value) => {
            const size = brushSizes.find((one) => one === value);
            if (size) props.onBrush(size);
          }}
          data={brushSizes.map((size, index) => ({
            value: size,
            label: (
              <>
                <svg width="20" height="20" viewBox="-10 -10 20 20" aria-hidden>
                  <circle r={3 + index * 3} fill="currentColor" />
                </svg>
                <VisuallyHidden>{t(`imageEditor:tools.${size}`)}</VisuallyHidden>
              </>
            ),
          }))}
        />
      )}
      <Group gap={4} wrap="nowrap">
        <ToolButton label={t('imageEditor:tools.addBox')} onClick={props.onAddBox}>
          <IconRectangle size={20} aria-hidden />
        </ToolButton>
        <ToolButton label={t('imageEditor:tools.crop')} onClick={props.onCrop}>
          <IconCrop size={20} aria-hidden />
        </ToolButton>
        <ToolButton label={t('imageEditor:tools.turnLeft')} onClick={() => props.onTurn(false)}>
          <IconRotate2 size={20} aria-hidden />
        </ToolButton>
        <ToolButton label={t('imageEditor:tools.turnRight')} onClick={() => props.onTurn(true)}>
          <IconRotateClockwise2 size={20} aria-hidden />
        </ToolButton>
      </Group>
      <Group gap={4} wrap="nowrap">
        <ToolButton label={t('imageEditor:tools.undo')} disabled={!props.canUndo} onClick={props.onUndo}>
          <IconArrowBackUp size={20} aria-hidden />
        </ToolButton>
        <ToolButton label={t('imageEditor:tools.redo')} disabled={!props.canRedo} onClick={props.onRedo}>
          <IconArrowForwardUp size={20} aria-hidden />
        </ToolButton>
        <ToolButton
          label={t('imageEditor:tools.zoomOut')}
          disabled={!props.canZoomOut}
          onClick={() => props.onZoom(false)}
        >
          <IconZoomOut size={20} aria-hidden />
        </ToolButton>
        <ToolButton
          label={t('imageEditor:tools.zoomIn')}
          disabled={!props.canZoomIn}
          onClick={() => props.onZoom(true)}
        >
          <IconZoomIn size={20} aria-hidden />
        </ToolButton>
      </Group>
    </Group>
  );
}

interface ToolButtonProps {
  label: string;
  disabled?: boolean;
  onClick(): void;
  children: ReactNode;
}

function ToolButton({ label, disabled = false, onClick, children }: ToolButtonProps) {
  return (
    <Tooltip label={label} openDelay={400}>
      {/* Stays within reach of Tab when there is nothing to do, so that the focus is not lost. */}
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={label}
        aria-disabled={disabled}
        data-disabled={disabled || undefined}
        onClick={() => {
          if (!disabled) onClick();
        }}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
