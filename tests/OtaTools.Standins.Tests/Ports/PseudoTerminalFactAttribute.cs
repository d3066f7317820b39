namespace OtaTools.Standins.Tests.Ports;

/// <summary>A test that needs a pseudo-terminal, and says so where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PseudoTerminalFactAttribute : FactAttribute
{
    public PseudoTerminalFactAttribute()
    {
        using var terminal = PseudoTerminal.TryOpen();
        if (terminal is null)
            Skip = "This system has no pseudo-terminals to play the serial port (the test knows Linux's).";
    }
}
