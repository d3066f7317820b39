namespace OtaTools.Core.Device.Console;

/// <summary>How much an explanation matters.</summary>
public enum AdviceLevel
{
    Info,
    Warning,
    Error,
}
