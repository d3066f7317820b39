namespace OtaTools.Server.Tests.Support;

/// <summary>The language of messages is one for the whole process: tests that set it, as each initialize does, run one after the other.</summary>
[CollectionDefinition(Name)]
public class ProcessLanguage
{
    public const string Name = "language of the process";
}
