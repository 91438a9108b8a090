import { Alert, Button, FileButton, Group, Input, Stack, Text } from '@mantine/core';
import { IconPhotoPlus } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../../../locales/i18n.ts';
import { LeaveGuard } from '../../../ui/leave-guard.tsx';
import { EditorDialog } from '../editor/editor-dialog.tsx';
import { type OpenedImage, type OpenProblem, openImage } from '../editor/open-image.ts';
import { ImageCard } from './image-card.tsx';
import classes from './image-field.module.css';
import { faultsOf, isOnlyHere, mostImages } from './post-image.ts';
import { useFileArrival } from './use-file-arrival.ts';
import type { ImageList } from './use-image-list.ts';

interface Props {
  id: string;
  list: ImageList;
  /** She has tried to post: what is missing is shown. */
  tried: boolean;
  /** The question belongs to radiology: text in the picture is looked for at once. */
  radiology: boolean;
  /** What the server said of the images. */
  refused: string | undefined;
  /** The places of those that stand under another face of hers. */
  underOtherFace: ReadonlySet<number>;
}

/** The images of a post: chosen, pasted or dropped, prepared one after the other, and listed. */
export function ImageField({ id, list, tried, radiology, refused, underOtherFace }: Props) {
  const { t } = useText();
  const { images } = list;
  const reset = useRef<() => void>(null);
  const queue = useImageQueue(mostImages - images.length);
  const { ref, over } = useFileArrival(queue.put);
  const full = images.length >= mostImages;
  return (
    <section
      ref={ref}
      id={id}
      className={classes.field}
      data-over={over || undefined}
      aria-labelledby={`${id}-label`}
    >
      <Stack gap="sm">
        <div>
          <Input.Label component="div" size="md" id={`${id}-label`}>
            {t('images:field.label')}
          </Input.Label>
          <Text size="sm" c="dimmed">
            {t('images:field.help')}
          </Text>
        </div>
        <Group gap="sm">
          <FileButton
            resetRef={reset}
            multiple
            accept="image/*,.heic,.heif"
            disabled={full}
            inputProps={{ 'aria-label': t('images:field.add') }}
            onChange={(files) => {
              queue.put(files);
              reset.current?.();
            }}
          >
            {(props) => (
              <Button
                {...props}
                variant="default"
                disabled={full}
                loading={queue.opening}
                leftSection={<IconPhotoPlus size={18} aria-hidden />}
              >
                {t('images:field.add')}
              </Button>
            )}
          </FileButton>
          <Text size="sm" c="dimmed">
            {t('images:field.count', { number: images.length, most: mostImages })}
          </Text>
        </Group>
        {queue.problem && (
          <Alert
            color="red"
            role="alert"
            withCloseButton
            closeButtonLabel={t('common:close')}
            onClose={queue.clear}
          >
            {queue.problem === 'too-many'
              ? t('images:field.tooMany', { most: mostImages })
              : t(`imageEditor:problems.${queue.problem}`)}
          </Alert>
        )}
        {list.lapsed > 0 && (
          <Alert
            color="orange"
            role="status"
            withCloseButton
            closeButtonLabel={t('common:close')}
            onClose={list.forgetLapsed}
          >
            {t('images:field.lapsed', { count: list.lapsed })}
          </Alert>
        )}
        {refused && (
          <Text size="sm" c="red" role="alert">
            {refused}
          </Text>
        )}
        {images.length > 0 && (
          <>
            <Stack component="ol" gap="sm" className={classes.list ?? ''}>
              {images.map((image, index) => (
                <ImageCard
                  key={image.key}
                  image={image}
                  number={index + 1}
                  count={images.length}
                  list={list}
                  faults={tried ? faultsOf(image) : []}
                  underOtherFace={underOtherFace.has(index)}
                />
              ))}
            </Stack>
            <Text size="sm" c="dimmed">
              {t('images:field.kept')}
            </Text>
          </>
        )}
      </Stack>
      <LeaveGuard
        active={queue.busy || images.some(isOnlyHere)}
        title={t('images:leave.title')}
        confirmLabel={t('images:leave.confirm')}
      >
        {t('images:leave.text')}
      </LeaveGuard>
      {queue.current && (
        <EditorDialog
          key={queue.current.number}
          image={queue.current.image}
          place={queue.total > 1 ? { number: queue.current.number, total: queue.total } : null}
          radiology={radiology}
          onDone={(exported) => {
            list.add(exported);
            queue.next();
          }}
          onCancel={queue.next}
        />
      )}
    </section>
  );
}

type QueueProblem = OpenProblem | 'too-many';

/** Files that wait to be prepared: one is decoded at a time, since each may take a quarter of a gigabyte. */
function useImageQueue(room: number) {
  const [files, setFiles] = useState<readonly File[]>([]);
  const [total, setTotal] = useState(0);
  const [current, setCurrent] = useState<{ image: OpenedImage; number: number } | null>(null);
  const [problem, setProblem] = useState<QueueProblem | null>(null);
  const [file] = files;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each file is opened once, whatever arrives behind it
  useEffect(() => {
    if (!file) return;
    let left = false;
    void openImage(file).then((outcome) => {
      if (left) {
        if (outcome.ok) outcome.image.close();
        return;
      }
      if (outcome.ok) setCurrent({ image: outcome.image, number: total - files.length + 1 });
      else {
        setProblem(outcome.problem);
        setFiles((waiting) => waiting.slice(1));
      }
    });
    return () => {
      left = true;
    };
  }, [file]);

  return {
    current,
    total,
    problem,
    busy: file !== undefined,
    opening: file !== undefined && current === null,
    put(added: File[]) {
      setProblem(null);
      const taken = added.slice(0, Math.max(0, room - files.length));
      if (taken.length < added.length) setProblem('too-many');
      setTotal((files.length === 0 ? 0 : total) + taken.length);
      setFiles([...files, ...taken]);
    },
    next() {
      setCurrent(null);
      setFiles((waiting) => waiting.slice(1));
    },
    clear: () => setProblem(null),
  };
}
