using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace OtaTools.Server.Cli;

/// <summary>The terminal of a person or a script: the one place that may touch System.Console.</summary>
[SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "This is the command line's own output, never the protocol's.")]
internal sealed class CommandLineConsole
{
    private readonly Lock writing = new();
    private bool progressShown;

    /// <summary>Into a pipe Windows would write in the console's code page, which in most countries has no Japanese.</summary>
    public CommandLineConsole()
    {
        if (OperatingSystem.IsWindows() && Console.IsOutputRedirected)
        {
            Console.SetOut(Utf8(Console.OpenStandardOutput()));
        }

        if (OperatingSystem.IsWindows() && Console.IsErrorRedirected)
        {
            Console.SetError(Utf8(Console.OpenStandardError()));
        }
    }

    public bool CanAsk => !Console.IsInputRedirected;

    /// <summary>A line of the result.</summary>
    public void Out(string line)
    {
        lock (writing)
        {
            ClearProgress();
            Console.Out.WriteLine(line);
        }
    }

    /// <summary>A line beside the result: what goes on, and what went wrong.</summary>
    public void Note(string line)
    {
        lock (writing)
        {
            ClearProgress();
            Console.Error.WriteLine(line);
        }
    }

    /// <summary>A line that the next one overwrites; left out where nobody watches.</summary>
    public void Progress(string line)
    {
        if (Console.IsErrorRedirected)
        {
            return;
        }

        lock (writing)
        {
            Console.Error.Write("\r\u001b[K" + line);
            progressShown = true;
        }
    }

    /// <summary>Bytes as they are.</summary>
    public void Raw(ReadOnlySpan<byte> bytes)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(bytes);
        output.Flush();
    }

    /// <summary>Reads a line without showing it.</summary>
    public string ReadSecret(string prompt)
    {
        // Asking for keys turns the terminal's echo off: before the prompt, since some type ahead or paste at once.
        _ = Console.KeyAvailable;
        Console.Error.Write(prompt);
        var secret = new StringBuilder();
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    Console.Error.WriteLine();
                    return secret.ToString();
                case ConsoleKey.Backspace:
                    secret.Length = Math.Max(0, secret.Length - 1);
                    break;
                default:
                    if (!char.IsControl(key.KeyChar))
                    {
                        secret.Append(key.KeyChar);
                    }

                    break;
            }
        }
    }

    /// <summary>Keys as a terminal sends them, until the reader has had enough.</summary>
    public async Task ForwardKeysAsync(Func<byte[], Task<bool>> take, CancellationToken cancellationToken)
    {
        Console.TreatControlCAsInput = true;
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                while (!Console.KeyAvailable)
                {
                    await Task.Delay(20, cancellationToken);
                }

                if (!await take(KeyBytes.Of(Console.ReadKey(intercept: true))))
                {
                    return;
                }
            }
        }
        finally
        {
            Console.TreatControlCAsInput = false;
        }
    }

    private void ClearProgress()
    {
        if (progressShown)
        {
            Console.Error.Write("\r\u001b[K");
            progressShown = false;
        }
    }

    private static StreamWriter Utf8(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
}
