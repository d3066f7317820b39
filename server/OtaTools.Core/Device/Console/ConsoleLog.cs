using System.IO.Pipelines;

namespace OtaTools.Core.Device.Console;

/// <summary>A console in a file: every byte as the board sent it. The writer never waits for the disk.</summary>
public sealed class ConsoleLog : IAsyncDisposable
{
    /// <summary>What a slow disk may leave waiting: a minute of a board at full speed.</summary>
    private const int MostWaiting = 64 << 20;

    /// <summary>Few long pieces cost less than many short ones.</summary>
    private static readonly TimeSpan BetweenWrites = TimeSpan.FromMilliseconds(20);

    private readonly Lock adding = new();
    private readonly Pipe waiting = new(new PipeOptions(
        pauseWriterThreshold: MostWaiting, resumeWriterThreshold: MostWaiting / 2, minimumSegmentSize: 64 * 1024, useSynchronizationContext: false));
    private readonly FileStream file;
    private readonly Task writing;
    private OtaToolsException? failure;
    private bool ended;
    private long bytes;

    private ConsoleLog(FileStream file)
    {
        this.file = file;
        writing = Task.Run(WriteAsync);
    }

    /// <summary>It ends here, and why; the console goes on. Called once, from any thread.</summary>
    public event Action<OtaToolsException>? Failed;

    public string Path => file.Name;

    /// <summary>Taken so far.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <param name="mode">What becomes of a file that is there.</param>
    /// <exception cref="OtaToolsException"><see cref="ErrorCode.LocalFileFailed"/></exception>
    public static ConsoleLog Create(string path, FileMode mode)
    {
        try
        {
            // No buffer of its own: what was written can be read, by tail -f too.
            return new ConsoleLog(new FileStream(path, mode, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, useAsync: true));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new OtaToolsException(ErrorCode.LocalFileFailed, Strings.LogNotOpened(path, e.Message), e);
        }
    }

    public void Add(ReadOnlyMemory<byte> more)
    {
        lock (adding)
        {
            if (ended || more.IsEmpty)
            {
                return;
            }

            Interlocked.Add(ref bytes, more.Length);
            // Copied at once; not taken where the disk is a minute behind.
            var taken = waiting.Writer.WriteAsync(more).AsTask();
            if (!taken.IsCompleted)
            {
                End(new IOException(Strings.DiskTooSlow()));
            }
        }
    }

    /// <summary>Writes what is left.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (adding)
        {
            End(null);
        }

        await writing;
    }

    private async Task WriteAsync()
    {
        await using (file)
        {
            try
            {
                ReadResult result;
                do
                {
                    result = await waiting.Reader.ReadAsync();
                    foreach (var part in result.Buffer)
                    {
                        await file.WriteAsync(part);
                    }

                    waiting.Reader.AdvanceTo(result.Buffer.End);
                    await Task.Delay(BetweenWrites);
                }
                while (!result.IsCompleted);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                lock (adding)
                {
                    End(e);
                }
            }
        }

        await waiting.Reader.CompleteAsync();
        if (failure is not null)
        {
            Failed?.Invoke(failure);
        }
    }

    private void End(Exception? cause)
    {
        if (!ended)
        {
            ended = true;
            failure = cause is null ? null : new OtaToolsException(ErrorCode.LocalFileFailed, Strings.LogFailed(file.Name, cause.Message), cause);
            waiting.Writer.Complete();
        }
    }
}
