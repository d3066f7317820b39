using System.Diagnostics;
using static OtaTools.Core.Device.RawRepl.ReplKeys;

namespace OtaTools.Core.Device.RawRepl;

/// <summary>
/// The way into the raw REPL, whatever the board is doing: asking, again and again and in stronger ways, and catching
/// every start that is seen. What loses the board's state, a soft reset and then the reset line, comes only after
/// asking has had its time, and never while the console shows an image on trial, which a reset would take back.
/// </summary>
internal sealed class Entry
{
    /// <summary>Asking alone gets half of the time, and not more than this.</summary>
    private static readonly TimeSpan AskingAtMost = TimeSpan.FromSeconds(6);

    private const int WaysOfAsking = 3;

    private static readonly TimeSpan Insistence = TimeSpan.FromMilliseconds(150);

    /// <summary>From a reset to the REPL, at most.</summary>
    private static readonly TimeSpan StartAtMost = TimeSpan.FromSeconds(4);

    private static readonly Hammer Gentle = new([CtrlC], TimeSpan.FromMilliseconds(50), UntilHeard: true);

    /// <summary>
    /// As many as a line of 115200 baud carries: a program that catches each Ctrl-C leaves no more than a moment, between a
    /// handler and its next try, or between its start and its first one.
    /// </summary>
    private static readonly Hammer Dense = new([.. Enumerable.Repeat(CtrlC, 8)], TimeSpan.FromMilliseconds(1), UntilHeard: false);

    private readonly ReplInput input;
    private readonly ReplPort port;
    private readonly EntryEvidence seen = new();
    private readonly EntryEar ear;
    private readonly HashSet<string> noted = [];
    private TimeSpan startTime;
    private int caught;
    private int strongerSteps;
    private int resets;
    private bool hasResetLine = true;

    public Entry(ReplInput input, ReplPort port) => (this.input, this.port, ear) = (input, port, new EntryEar(input, port, seen));

    /// <exception cref="OtaToolsException">Nobody got in until the deadline: the cause, with what was seen.</exception>
    public async Task RunAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(timeout);
        startTime = timeout / 4 < StartAtMost ? timeout / 4 : StartAtMost;
        try
        {
            if (await AskUntilAsync(timeout / 2 < AskingAtMost ? timeout / 2 : AskingAtMost, deadline.Token))
            {
                return;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The deadline: what was seen tells the cause.
        }

        ear.HearRest();
        throw EntryDiagnosis.Of(seen, timeout, resets);
    }

    /// <returns>False where going on is of no use; the deadline ends it otherwise.</returns>
    private async Task<bool> AskUntilAsync(TimeSpan stronger, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        for (var attempt = 0; ; attempt++)
        {
            if (await AskAsync(attempt, cancellationToken)
                || await CatchSeenStartAsync(attempt < WaysOfAsking ? Gentle : Dense, cancellationToken)
                || (seen.InDownloadMode && resets == 0 && await ResetAsync(Gentle, cancellationToken))
                || (!seen.InDownloadMode && clock.Elapsed > stronger && await StrongerAsync(cancellationToken)))
            {
                return true;
            }

            // The ROM waits until somebody presses a button.
            if (seen.InDownloadMode && attempt >= WaysOfAsking)
            {
                return false;
            }
        }
    }

    /// <summary>One of the three ways of asking, which take turns.</summary>
    private async Task<bool> AskAsync(int attempt, CancellationToken cancellationToken)
    {
        byte[] end = [(byte)'\r', CtrlA]; // on a line with characters Ctrl-A only moves the cursor
        switch (attempt % WaysOfAsking)
        {
            case 0:
                // One Ctrl-C, and time for what a program does at its end; later ones come when it is known to be busy.
                NoteOnce(Strings.EntryInterrupts());
                await port.WriteAsync((byte[])[CtrlC, .. end], cancellationToken);
                break;
            case 1:
                NoteOnce(Strings.EntryLeavesModes());
                await port.WriteAsync((byte[])[CtrlC, CtrlB, .. end], cancellationToken);
                break;
            default:
                NoteOnce(Strings.EntryInsists());
                await InterruptAsync(Dense, Insistence, cancellationToken);
                await port.WriteAsync(end, cancellationToken);
                break;
        }

        return await ear.HearBannerAsync(patient: attempt == 0, cancellationToken) && await AnswersAsync(cancellationToken);
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        if (await FreshQuestion.AskAsync(input, port, cancellationToken))
        {
            return true;
        }

        ear.HearRest();
        return false;
    }

    private async Task<bool> CatchSeenStartAsync(Hammer hammer, CancellationToken cancellationToken)
    {
        if (seen.Starts == caught)
        {
            return false;
        }

        NoteOnce(Strings.EntryCatchesStart());
        return await CatchStartAsync(hammer, cancellationToken);
    }

    /// <summary>What comes before boot.py is deaf: so it is interrupted until it shows that it hears.</summary>
    private async Task<bool> CatchStartAsync(Hammer hammer, CancellationToken cancellationToken)
    {
        await InterruptAsync(hammer, startTime, cancellationToken);
        caught = seen.Starts;
        return !seen.InDownloadMode && await AskAsync(0, cancellationToken);
    }

    private async Task InterruptAsync(Hammer hammer, TimeSpan time, CancellationToken cancellationToken)
    {
        var (prompts, reactions) = (seen.Prompts, seen.Reactions);
        var clock = Stopwatch.StartNew();
        while (seen.Prompts == prompts
            && !(hammer.UntilHeard && seen.Reactions != reactions)
            && clock.Elapsed < time
            && !seen.InDownloadMode)
        {
            await port.WriteAsync(hammer.Keys, cancellationToken);
            await ear.HearAsync(hammer.Spacing, cancellationToken);
        }
    }

    /// <summary>The next step that loses the board's state, each once.</summary>
    private async Task<bool> StrongerAsync(CancellationToken cancellationToken)
    {
        // The console of before is asked now only: there may be a megabyte of it.
        if (strongerSteps == 0)
        {
            seen.RecallTrial(port.Remembered?.Invoke());
        }

        if (seen.IsOnTrial)
        {
            NoteOnce(Strings.EntrySparesTrial());
            return false;
        }

        if (EntryDiagnosis.IsForeign(seen))
        {
            return false;
        }

        return strongerSteps++ switch
        {
            0 => seen.Prompts > 0 && await SoftResetAsync(cancellationToken),
            1 => await ResetAsync(Gentle, cancellationToken),
            2 => await ResetAsync(Dense, cancellationToken),
            _ => false,
        };
    }

    private async Task<bool> SoftResetAsync(CancellationToken cancellationToken)
    {
        port.Note(Strings.EntrySoftReset());
        // An empty line first: with code on it Ctrl-D would run that.
        await port.WriteAsync(new[] { CtrlC }, cancellationToken);
        await ear.HearAsync(Gentle.Spacing, cancellationToken);
        await port.WriteAsync(new[] { CtrlD }, cancellationToken);
        return await CatchStartAsync(Gentle, cancellationToken);
    }

    private async Task<bool> ResetAsync(Hammer hammer, CancellationToken cancellationToken)
    {
        ear.HearRest();
        if (!hasResetLine || !await port.PulseResetAsync(cancellationToken))
        {
            hasResetLine = false;
            NoteOnce(Strings.EntryNoResetLine());
            return false;
        }

        resets++;
        NoteOnce(Strings.EntryResets());
        // The ROM says anew whether it waits for a download.
        seen.ExpectStart();
        return await CatchStartAsync(hammer, cancellationToken);
    }

    private void NoteOnce(string sentence)
    {
        if (noted.Add(sentence))
        {
            port.Note(sentence);
        }
    }

    /// <summary>Interrupts at a steady pace.</summary>
    /// <param name="UntilHeard">A KeyboardInterrupt is enough: what a program puts in order is left alone. Otherwise until the prompt.</param>
    private sealed record Hammer(byte[] Keys, TimeSpan Spacing, bool UntilHeard);
}
